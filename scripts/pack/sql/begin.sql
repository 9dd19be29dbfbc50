-- What a set may bring beside plays: nothing, until it does.
CREATE TEMP VIEW given_tags AS
SELECT '' AS item, '' AS tag WHERE FALSE;

CREATE TEMP TABLE titles AS
SELECT '' AS item, '' AS name WHERE FALSE;
