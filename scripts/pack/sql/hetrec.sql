-- HetRec 2011 Last.fm: listeners, artists, plays and tags in four files with headers.
CREATE TEMP TABLE artists AS
SELECT id, name, {{fold:name}} AS item
FROM read_csv(
  {{artists}},
  auto_detect = false, delim = '\t', quote = '', escape = '', header = true,
  columns = {id: 'VARCHAR', name: 'VARCHAR', url: 'VARCHAR', picture: 'VARCHAR'},
  null_padding = true, ignore_errors = true
);

CREATE TEMP VIEW plays AS
SELECT
  person,
  item,
  name,
  CAST(NULL AS VARCHAR) AS artist,
  CAST(NULL AS VARCHAR) AS mbid,
  CAST(NULL AS VARCHAR) AS isrc,
  TRY_CAST(weight AS DOUBLE) AS value
FROM read_csv(
  {{files}},
  auto_detect = false, delim = '\t', quote = '', escape = '', header = true,
  columns = {person: 'VARCHAR', artist: 'VARCHAR', weight: 'VARCHAR'},
  ignore_errors = true
) AS weights
JOIN artists ON artists.id = weights.artist;

CREATE OR REPLACE TEMP VIEW given_tags AS
SELECT item, tag
FROM read_csv(
  {{tagged}},
  auto_detect = false, delim = '\t', quote = '', escape = '', header = true,
  columns = {
    person: 'VARCHAR', artist: 'VARCHAR', number: 'VARCHAR',
    day: 'VARCHAR', month: 'VARCHAR', year: 'VARCHAR'
  },
  null_padding = true, ignore_errors = true
) AS given
JOIN artists ON artists.id = given.artist
JOIN read_csv(
  {{tags}},
  auto_detect = false, delim = '\t', quote = '', escape = '', header = true,
  columns = {number: 'VARCHAR', tag: 'VARCHAR'},
  encoding = 'latin-1', ignore_errors = true
) AS names ON names.number = given.number;
