-- Who has what, once each. What a listener rated low is not what they like.
CREATE TEMP TABLE pairs AS
SELECT person, item
FROM plays
WHERE person IS NOT NULL AND item IS NOT NULL AND item <> '' AND value >= {{least}}
GROUP BY person, item;

-- The items that enough listeners have, the most popular first, up to a number.
CREATE TEMP TABLE kept AS
SELECT item, COUNT(*) AS listeners
FROM pairs
GROUP BY item
HAVING COUNT(*) >= {{listeners}}
ORDER BY listeners DESC, item
LIMIT {{most}};

-- Each item as it is written most often, with the identifiers that most listens gave it.
CREATE TEMP TABLE described AS
SELECT
  kept.item,
  COALESCE(titles.name, spellings.name) AS name,
  spellings.artist,
  identifiers.mbid,
  identifiers.isrc
FROM kept
JOIN (
  SELECT
    item, name, artist,
    ROW_NUMBER() OVER (PARTITION BY item ORDER BY COUNT(*) DESC, name, artist) AS place
  FROM plays
  GROUP BY item, name, artist
) AS spellings ON spellings.item = kept.item AND spellings.place = 1
LEFT JOIN (
  SELECT
    item, mbid, isrc,
    ROW_NUMBER() OVER (PARTITION BY item ORDER BY COUNT(*) DESC, mbid, isrc) AS place
  FROM plays
  WHERE mbid IS NOT NULL OR isrc IS NOT NULL
  GROUP BY item, mbid, isrc
) AS identifiers ON identifiers.item = kept.item AND identifiers.place = 1
LEFT JOIN titles ON titles.item = kept.item;

-- The tags that most listeners gave an item, at most {{tags}}.
CREATE TEMP TABLE tagged AS
SELECT item, tag, place
FROM (
  SELECT
    given_tags.item, tag,
    ROW_NUMBER() OVER (PARTITION BY given_tags.item ORDER BY COUNT(*) DESC, tag) AS place
  FROM given_tags
  JOIN kept ON kept.item = given_tags.item
  GROUP BY given_tags.item, tag
)
WHERE place <= {{tags}}
ORDER BY item, place;
