import { matchArtists, readArtists } from "../library/artists";
import type { ArtistRow, TrackRow, TrackSource } from "../library/rows";
import type { Library } from "../library/schema";
import { readPlaylistTracks } from "../library/playlist-tracks";
import { matchTracks, readTracks, type TrackOrder } from "../library/tracks";
import { Paged } from "./paged.svelte";

/** What the Library shows: tracks or artists that match a text, in an order, from a source. */
export class LibraryState {
  text = $state("");
  order = $state<TrackOrder>("artist");
  source = $state<TrackSource | "all">("all");
  readonly tracks = new Paged<TrackRow>();
  readonly artists = new Paged<ArtistRow>();

  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Asks for the tracks anew; to be called when text, order or source have changed. */
  openTracks(): void {
    const { text, order, source } = this;
    const search = { text, order, ...(source === "all" ? {} : { sources: [source] }) };
    this.tracks.open({
      ids: () => matchTracks(this.#library, search),
      rows: (ids) => readTracks(this.#library, ids),
    });
  }

  /** The tracks of a playlist, in its order. */
  openPlaylist(id: string): void {
    this.tracks.open({
      ids: () => readPlaylistTracks(this.#library, id),
      rows: (ids) => readTracks(this.#library, ids),
    });
  }

  openArtists(): void {
    const { text } = this;
    this.artists.open({
      ids: () => matchArtists(this.#library, text),
      rows: (ids) => readArtists(this.#library, ids),
    });
  }

  close(): void {
    this.tracks.close();
    this.artists.close();
  }
}
