import { expect, test } from "vitest";
import { elsewhere } from "../../src/app/elsewhere";

test("an artist is looked up as an artist, a track as a recording with its artist", () => {
  const [artist] = elsewhere({ kind: "artist", name: "Björk" }, "en");
  expect(artist?.href).toBe("https://musicbrainz.org/search?query=Bj%C3%B6rk&type=artist");
  const [track] = elsewhere({ kind: "track", name: "Jóga", artist: "Björk" }, "en");
  expect(track?.href).toContain("query=J%C3%B3ga+Bj%C3%B6rk&type=recording");
});

test("a film is not music: MusicBrainz is left out, Wikipedia is in the person's language", () => {
  const sites = elsewhere({ kind: "work", name: "Heat (1995)" }, "zh");
  expect(sites.map((place) => new URL(place.href).host)).toEqual([
    "zh.wikipedia.org",
    "www.youtube.com",
  ]);
});

test("a hostile name stays inside the query", () => {
  for (const place of elsewhere({ kind: "artist", name: "a&type=x#<script>" }, "en")) {
    const url = new URL(place.href);
    expect(url.protocol).toBe("https:");
    expect(url.hash).toBe("");
    expect([...url.searchParams.values()]).toContain("a&type=x#<script>");
  }
});
