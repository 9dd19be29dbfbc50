import { expect, test } from "vitest";
import { ratingLayout } from "../../../src/formats/ratings/layout";
import { sniffDialect } from "../../../src/formats/text/sniff";
import { NOW_MS } from "../import/support";

function layoutOf(text: string) {
  const lines = text.split("\n");
  const dialect = sniffDialect(lines);
  if (dialect === undefined) return undefined;
  const layout = ratingLayout(lines, dialect, NOW_MS);
  if (layout === undefined) return undefined;
  const { user, artist, item, rating, time, header, itemWord } = layout;
  return { separator: dialect.separator, user, artist, item, rating, time, header, itemWord };
}

test.each([
  [
    "userId,movieId,rating,timestamp\n1,2,3.5,964982703",
    { separator: ",", header: true, user: 0, item: 1, rating: 2, time: 3, itemWord: "movie" },
  ],
  [
    '"User-ID";"ISBN";"Book-Rating"\n"276725";"034545104X";"0"',
    { separator: ";", header: true, user: 0, item: 1, rating: 2, itemWord: "isbn" },
  ],
  [
    "beer_id\treviewer\treview_score\treview_time\n9\tann\t4\t1325376000",
    { separator: "\t", header: true, user: 1, item: 0, rating: 2, time: 3, itemWord: "beer" },
  ],
  [
    "Date,Name,Year,Link,Rating\n2021-03-04,River,1999,http://x,4.5",
    { separator: ",", header: true, item: 1, rating: 4, time: 0, itemWord: "name" },
  ],
  [
    "track_title,artist_name,stars\nGlass River,Mira Sol,4",
    { separator: ",", header: true, artist: 1, item: 0, rating: 2, itemWord: "track" },
  ],
  [
    "user,artist,plays\nann,Mira Sol,400",
    { separator: ",", header: true, user: 0, item: 1, rating: 2, itemWord: "artist" },
  ],
  [
    "1::1193::5::978300760\n1::661::3::978302109",
    { separator: "::", header: false, user: 0, item: 1, rating: 2, time: 3, itemWord: "" },
  ],
  [
    "ann x 4\nbob y 2",
    { separator: " ", header: false, user: 0, item: 1, rating: 2, itemWord: "" },
  ],
  [
    "x,4,1325376000\ny,2,1325376001",
    { separator: ",", header: false, item: 0, rating: 1, time: 2, itemWord: "" },
  ],
  ["x,4\ny,2", { separator: ",", header: false, item: 0, rating: 1, itemWord: "" }],
  [
    "1\t10\t4.0\t4\n2\t10\t3.5\t0",
    { separator: "\t", header: false, user: 0, item: 1, rating: 2, itemWord: "" },
  ],
  ["Dear Ann, it rains\nand rains, and rains", undefined],
  ["name,colour\nriver,blue", undefined],
])("%j", (text, expected) => {
  expect(layoutOf(text)).toEqual(expected);
});
