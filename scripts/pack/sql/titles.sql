-- Titles and genres of a MovieLens set (movies.csv, movies.dat, u.item), by the id of the film.
CREATE OR REPLACE TEMP TABLE titles AS
SELECT c0 AS item, c1 AS name, {{genres}} AS genres
FROM read_csv(
  {{files}},
  auto_detect = false, delim = {{separator}}, quote = {{quote}}, escape = {{quote}},
  header = false, skip = {{skip}}, columns = {{columns}}, encoding = {{encoding}},
  null_padding = true, ignore_errors = true
);

CREATE OR REPLACE TEMP VIEW given_tags AS
SELECT item, tag
FROM (SELECT item, UNNEST(STRING_SPLIT(genres, '|')) AS tag FROM titles)
WHERE tag NOT IN ('', '(no genres listed)');
