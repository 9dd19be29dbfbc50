import { searchArtists } from "../library/artists";
import type { ArtistRow, TrackRow, TrackSource } from "../library/rows";
import type { Library } from "../library/schema";
import { searchTracks, type TrackOrder } from "../library/tracks";
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
    const sources = source === "all" ? {} : { sources: [source] };
    this.tracks.open(async (offset, limit) => {
      const search = { text, order, ...sources, offset, limit };
      const { tracks, total } = await searchTracks(this.#library, search);
      return { rows: tracks, total };
    });
  }

  openArtists(): void {
    const { text } = this;
    this.artists.open(async (offset, limit) => {
      const { artists, total } = await searchArtists(this.#library, { text, offset, limit });
      return { rows: artists, total };
    });
  }

  close(): void {
    this.tracks.close();
    this.artists.close();
  }
}
