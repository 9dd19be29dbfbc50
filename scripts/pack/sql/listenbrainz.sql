-- A ListenBrainz dump: one listen a line of JSON (.jsonl, .listens; .gz and .zst as they are).
-- https://listenbrainz.readthedocs.io/en/latest/users/listenbrainz-dumps.html
CREATE TEMP VIEW listens AS
SELECT
  COALESCE(user_id, user_name) AS person,
  json_extract_string(track_metadata, '$.artist_name') AS artist,
  json_extract_string(track_metadata, '$.track_name') AS title,
  COALESCE(
    json_extract_string(track_metadata, '$.mbid_mapping.artist_mbids'),
    json_extract_string(track_metadata, '$.additional_info.artist_mbids')
  ) AS artist_mbids,
  COALESCE(
    json_extract_string(track_metadata, '$.mbid_mapping.recording_mbid'),
    json_extract_string(track_metadata, '$.additional_info.recording_mbid')
  ) AS recording_mbid,
  json_extract_string(track_metadata, '$.additional_info.isrc') AS isrc
FROM read_json(
  {{files}},
  format = 'newline_delimited',
  columns = {user_id: 'VARCHAR', user_name: 'VARCHAR', track_metadata: 'JSON'},
  maximum_object_size = 16777216,
  ignore_errors = true
);

-- An artist by name; the MBID only where the listen is of one artist alone.
CREATE TEMP VIEW artist_plays AS
SELECT
  person,
  {{fold:artist}} AS item,
  artist AS name,
  CAST(NULL AS VARCHAR) AS artist,
  CASE
    WHEN LENGTH(artist_mbids) = 40 THEN SUBSTR(artist_mbids, 3, 36)
  END AS mbid,
  CAST(NULL AS VARCHAR) AS isrc,
  1.0 AS value
FROM listens;

CREATE TEMP VIEW track_plays AS
SELECT
  person,
  {{fold:artist}} || '|' || {{fold:title}} AS item,
  title AS name,
  artist,
  recording_mbid AS mbid,
  isrc,
  1.0 AS value
FROM listens;

CREATE TEMP VIEW plays AS
SELECT * FROM {{kind}}_plays;
