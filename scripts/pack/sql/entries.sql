-- Who has which of the numbered items; items that turned out to be one have the same number.
CREATE TEMP TABLE entries AS
SELECT DENSE_RANK() OVER (ORDER BY person) - 1 AS person, number AS item
FROM (
  SELECT DISTINCT pairs.person, numbers.number
  FROM pairs
  JOIN numbers ON numbers.item = pairs.item
)
ORDER BY person, item;
