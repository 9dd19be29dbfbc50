-- Last.fm 360K (Celma 2010): user, MBID of the artist, name of the artist, plays; tabs, no header.
CREATE TEMP VIEW plays AS
SELECT
  c0 AS person,
  {{fold:c2}} AS item,
  c2 AS name,
  CAST(NULL AS VARCHAR) AS artist,
  NULLIF(c1, '') AS mbid,
  CAST(NULL AS VARCHAR) AS isrc,
  TRY_CAST(c3 AS DOUBLE) AS value
FROM read_csv(
  {{files}},
  auto_detect = false, delim = '\t', quote = '', escape = '', header = false,
  columns = {c0: 'VARCHAR', c1: 'VARCHAR', c2: 'VARCHAR', c3: 'VARCHAR'},
  null_padding = true, ignore_errors = true
);
