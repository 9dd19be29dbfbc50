-- Any table of listener, item and, where there is one, a value. A name may come with its artist.
CREATE TEMP VIEW plays AS
SELECT
  {{user}} AS person,
  {{key}} AS item,
  {{item}} AS name,
  {{artist}} AS artist,
  CAST(NULL AS VARCHAR) AS mbid,
  CAST(NULL AS VARCHAR) AS isrc,
  {{value}} AS value
FROM read_csv(
  {{files}},
  auto_detect = false, delim = {{separator}}, quote = {{quote}}, escape = {{quote}},
  header = false, skip = {{skip}}, columns = {{columns}},
  null_padding = true, ignore_errors = true
);
