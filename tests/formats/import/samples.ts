/** Small files of every format, made up for the tests. */

export const spotifyAccount = JSON.stringify(
  [
    {
      endTime: "2023-04-01 10:03",
      artistName: "Mira Sol",
      trackName: "Glass River",
      msPlayed: 180000,
    },
    {
      endTime: "2023-04-01 10:07",
      artistName: "Mira Sol",
      trackName: "Paper Moons",
      msPlayed: 201500,
    },
    {
      endTime: "2023-04-01 10:08",
      artistName: "The Lanterns",
      trackName: "Slow Train",
      msPlayed: 9000,
    },
    {
      endTime: "2023-04-02 22:40",
      artistName: "Óskar Ný",
      trackName: "Heima aftur",
      msPlayed: 244000,
    },
  ],
  null,
  2,
);

interface ExtendedChange {
  readonly [field: string]: string | number | boolean | null;
}

export function extendedEntry(change: ExtendedChange = {}): object {
  return {
    ts: "2023-04-01T10:03:20Z",
    platform: "linux",
    ms_played: 180000,
    master_metadata_track_name: "Glass River",
    master_metadata_album_artist_name: "Mira Sol",
    master_metadata_album_album_name: "Shores",
    spotify_track_uri: "spotify:track:0000000000000000000001",
    episode_name: null,
    episode_show_name: null,
    reason_start: "clickrow",
    reason_end: "trackdone",
    shuffle: false,
    skipped: false,
    offline: false,
    offline_timestamp: 0,
    incognito_mode: false,
    ...change,
  };
}

export const spotifyExtended = JSON.stringify([
  extendedEntry(),
  extendedEntry({ ts: "2023-04-01T10:07:00Z", master_metadata_track_name: "Paper Moons" }),
  extendedEntry({
    ts: "2023-04-03T08:00:00Z",
    master_metadata_track_name: "Slow Train",
    ms_played: 4000,
    skipped: true,
    reason_end: "fwdbtn",
  }),
]);

export function brainzListen(
  listenedAt: number,
  artist: string,
  track: string,
  info: object = {},
): string {
  return JSON.stringify({
    listened_at: listenedAt,
    recording_msid: `msid-${track}`,
    track_metadata: { artist_name: artist, track_name: track, additional_info: info },
  });
}

export const listenBrainz = [
  brainzListen(1_680_343_200, "Mira Sol", "Glass River", { duration_ms: 181_000 }),
  brainzListen(1_680_343_500, "Mira Sol", "Paper Moons"),
  brainzListen(1_680_343_800, "Óskar Ný", "Heima aftur", { isrc: "ISAAA2300001" }),
].join("\n");

export const lastfm = [
  "Mira Sol,Shores,Glass River,01 Apr 2023 10:00",
  'The Lanterns,"Tracks, and Ties",Slow Train,01 Apr 2023 10:08',
  '"Óskar Ný","","Heima aftur","02 Apr 2023 22:36"',
  "",
].join("\n");

export const ownRatings =
  "item,rating\nGlass River,4.5\nSlow Train,2\nPaper Moons,5\nNight Bus,3\n";

export const communityRatings = [
  "user,item,rating,timestamp",
  ...["ann", "bob", "cat", "dan"].flatMap((user, u) =>
    ["red", "green", "blue", "grey"].map(
      (item, i) => `${user},${item},${1 + ((u * 3 + i * 2) % 5)},${1_600_000_000 + u * 10 + i}`,
    ),
  ),
].join("\n");

export const movieLens = {
  "ratings.csv":
    "userId,movieId,rating,timestamp\n1,10,4.0,964982703\n1,20,0.5,964982704\n2,10,3.5,964982705\n",
  "movies.csv":
    'movieId,title,genres\n10,"River, The (1999)",Drama|Music\n20,Night Bus (2001),(no genres listed)\n',
};

export const hetrec = {
  "artists.dat":
    "id\tname\turl\tpictureURL\n1\tMira Sol\thttp://a\thttp://b\n2\tThe Lanterns\t\t\n3\tMIRA SOL\t\t\n",
  "user_artists.dat": "userID\tartistID\tweight\n2\t1\t120\n2\t2\t30\n3\t1\t7\n3\t3\t5\n",
  "tags.dat": "tagID\ttagValue\n1\tfolk\n2\tnight drive\n",
  "user_taggedartists.dat":
    "userID\tartistID\ttagID\tday\tmonth\tyear\n2\t1\t1\t1\t4\t2009\n3\t1\t2\t1\t4\t2009\n2\t3\t2\t1\t4\t2009\n",
};

/** One valid drop of each format, as name and text of its files. */
export const validDrops: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "spotify-account": { "StreamingHistory_music_0.json": spotifyAccount },
  "spotify-extended": { "Streaming_History_Audio_2023_0.json": spotifyExtended },
  listenbrainz: { "listens/2023/4.jsonl": listenBrainz },
  "lastfm-csv": { "scrobbles.csv": lastfm },
  ratings: { "ratings.csv": communityRatings },
  movielens: movieLens,
  hetrec,
};
