import { formatFor } from "../format";

const { number, plural } = formatFor("en");

export const library = {
  title: "Library",
  count: (count: number) => `${number(count)} ${plural(count, { one: "track", other: "tracks" })}`,
  matches: (count: number) =>
    `${number(count)} ${plural(count, { one: "match", other: "matches" })}`,
  views: {
    label: "Show",
    tracks: "Tracks",
    artists: "Artists",
    playlists: "Playlists",
    imports: "Imports",
    communities: "Listeners",
  },
  search: "Search",
  searchPlaceholder: "Title, artist, album",
  clear: "Clear the search",
  sort: "Order",
  orders: { artist: "By artist", title: "By title", added: "Newest first" },
  source: "From",
  sources: {
    all: "Everywhere",
    file: "Sound files",
    import: "Imports",
    studio: "Studio",
    shelf: "Starter shelf",
    saved: "Saved for later",
  },
  marks: {
    import: "Imported",
    file: "Sound file",
    studio: "Studio",
    shelf: "Demonstration",
    saved: "Saved",
  },
  unknownArtist: "Unknown artist",
  list: "Tracks",
  rowMenu: (title: string) => `More for ${title}`,
  empty: "Your library is empty. Bring what you have listened to.",
  noMatch: (text: string) => `Nothing matches “${text}”.`,
  nothingFrom: "Nothing from there yet.",
  failed: "The library could not be read.",
  retry: "Try again",
  artistCount: (count: number) =>
    `${number(count)} ${plural(count, { one: "artist", other: "artists" })}`,
  artistsEmpty: "No artists yet.",
  add: {
    title: "Bring music and listening history",
    button: "Import",
    drop: "Drop files or a folder here",
    dropNow: "Let go to import",
    files: "Choose files",
    folder: "Choose a folder",
    music:
      "Music: MP3, M4A, FLAC, Ogg, Opus, WAV and AIFF with their pictures, and playlists as M3U or JSPF.",
    formats:
      "Histories and ratings: Spotify, Last.fm and ListenBrainz exports, MovieLens and HetRec sets, ratings as CSV or TSV; zipped or not, several at once.",
    privacy: "Everything is read on this device and stays here.",
  },
  reading: "Reading the files",
  writing: "Adding to the library",
  preview: {
    title: "What is in these files",
    formats: {
      "spotify-account": "Spotify account history",
      "spotify-extended": "Spotify extended history",
      listenbrainz: "ListenBrainz listens",
      "lastfm-csv": "Last.fm history",
      hetrec: "HetRec Last.fm 2011",
      movielens: "MovieLens ratings",
      ratings: "Ratings",
      audio: "Music files",
      playlist: "Playlists",
      pack: "Pack of a community",
    },
    mine: "Yours",
    mineNote: "These become your own plays and ratings.",
    musicNote: "These become tracks of your library, to play, rate and compare.",
    room: (copied: string, free: string) =>
      `Copies on this device take ${copied}; ${free} are free.`,
    roomUnknown: (copied: string) => `Copies on this device take ${copied}.`,
    roomKept: "The files stay in their folder; nothing is copied but their pictures.",
    roomShort: (copied: string, free: string) =>
      `Copies would take ${copied}, but the browser leaves ${free}. Choose fewer files.`,
    missing: (count: number) =>
      `${number(count)} ${plural(count, { one: "line", other: "lines" })} of playlists without a track`,
    audioFiles: "Files",
    playlists: "Playlists",
    community: "Other listeners",
    communityNote: "Other people’s data, kept apart from yours, to compare your taste with.",
    packItems: "Artists or tracks",
    packNote: (size: string) =>
      `What they have in common, learned beforehand, in ${size}: no single listener is in it.`,
    packKnown: (known: number, of: number) =>
      known === 0
        ? "It knows none of your tracks yet; likes of its artists count all the same."
        : `It knows ${number(known)} of your ${number(of)} ${plural(of, { one: "track", other: "tracks" })}, by name or by number.`,
    name: "Name for these listeners",
    listens: "Plays",
    ratings: "Ratings",
    tracks: "Tracks",
    artists: "Artists",
    users: "Listeners",
    communityEntries: "Entries",
    sample: "A few of them",
    rejected: (count: number) =>
      `${number(count)} ${plural(count, { one: "row or file", other: "rows or files" })} cannot be used`,
    rejectedRow: (file: string, row: string) => `${file}, row ${row}`,
    rejectedMore: (count: number) => `and ${number(count)} more`,
    skipped: (count: number) => `${number(count)} left out on purpose`,
    skips: {
      podcast: "Podcasts",
      "private-session": "Private sessions",
      "unknown-track": "Plays without a name",
      unrated: "Rows without a rating",
      "duplicate-play": "Plays seen twice",
      "duplicate-rating": "Ratings given again later",
      "feedback-without-track": "Ratings of nothing known",
      "same-name": "Names joined into one",
      "duplicate-file": "Files of a track seen before",
      "other-file": "Other files",
    },
    otherSkips: "Other",
    nothing: "Nothing in these files can be used.",
    commit: "Import",
    cancel: "Do not import",
  },
  done: {
    title: "Imported",
    text: (what: string) => `Added: ${what}.`,
    nothing: "Nothing new: your library had all of it already.",
    known: (count: number) =>
      `${number(count)} ${plural(count, { one: "row was", other: "rows were" })} here already.`,
    listens: (count: number) =>
      `${number(count)} ${plural(count, { one: "play", other: "plays" })}`,
    ratings: (count: number) =>
      `${number(count)} ${plural(count, { one: "rating", other: "ratings" })}`,
    tracks: (count: number) =>
      `${number(count)} ${plural(count, { one: "track", other: "tracks" })}`,
    artists: (count: number) =>
      `${number(count)} ${plural(count, { one: "artist", other: "artists" })}`,
    communityEntries: (count: number) =>
      `${number(count)} ${plural(count, { one: "entry", other: "entries" })} of other listeners`,
    audioFiles: (count: number) =>
      `${number(count)} ${plural(count, { one: "file", other: "files" })}`,
    playlists: (count: number) =>
      `${number(count)} ${plural(count, { one: "playlist", other: "playlists" })}`,
    home: "See what it recommends",
    undo: "Undo the import",
    close: "Done",
  },
  failedImport: "These files could not be imported. Nothing was changed.",
  again: "Choose other files",
  persist: {
    title: "Keep it for good?",
    text: "A browser may throw data away when the device runs out of space. Allow Refrain to keep yours: nothing leaves the device.",
    allow: "Keep it",
    later: "Not now",
    granted: "Your browser will keep this library.",
    refused: "The browser did not agree. A backup in Settings is the safe way.",
  },
  analysing: {
    title: "Listening to your files",
    progress: (done: number, of: number) => `${number(done)} of ${number(of)}`,
    why: "Tempo, key, loudness and timbre are measured here, so that like finds like.",
    stop: "Stop",
    stopped: "Not all files are measured yet.",
    goOn: "Go on",
  },
  playlists: {
    none: "No playlists yet. Save a mix as one, or import an M3U or JSPF file, with its music or without.",
    count: (count: number) =>
      `${number(count)} ${plural(count, { one: "track", other: "tracks" })}`,
    play: (name: string) => `Play ${name}`,
    more: (name: string) => `More for ${name}`,
    rename: "Rename",
    remove: "Delete",
    removed: (name: string) => `“${name}” is deleted.`,
    renamed: (name: string) => `Now called “${name}”.`,
    all: "All playlists",
    empty: "None of its tracks are in your library any more.",
    gone: "This playlist is no longer here.",
  },
  imports: {
    title: "Imports",
    none: "Nothing was imported yet.",
    undo: "Undo",
    undoAbout: (name: string) => `Undo the import of ${name}`,
    undoing: "Undoing…",
  },
  communities: {
    title: "Listeners to compare with",
    none: "No other listeners are here. Import a set of ratings or plays.",
    facts: (users: number, items: number, entries: number) =>
      `${number(users)} listeners · ${number(items)} items · ${number(entries)} entries`,
    simulated: "Demonstration: simulated listeners over pieces the model wrote.",
    remove: (name: string) => `Remove ${name}`,
  },
};
