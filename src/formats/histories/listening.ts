import { artistItem, trackItem, type ItemId } from "../../base/item";
import { ownCopy } from "../text/clean";
import type { Listen, NamedArtist, NamedTrack } from "./listen";
import { onePlayEach } from "./oneplay";
import type { Play } from "./play";

type Facts = { -readonly [K in keyof NamedTrack]: NamedTrack[K] };

/** Gathers plays of any number of files into listens, tracks and artists. */
export class Listening {
  readonly #tracks = new Map<ItemId, Facts>();
  readonly #artists = new Map<ItemId, NamedArtist>();
  /** By the names as written, since folding a name costs more than all the rest. */
  readonly #byName = new Map<string, Facts>();
  readonly #listens: Listen[] = [];

  /** @returns the track that was played */
  add(play: Play): NamedTrack {
    const track = this.track(play.artist, play.title);
    track.album ??= own(play.album);
    track.durationMs ??= play.durationMs;
    track.mbid ??= own(play.mbid);
    track.isrc ??= own(play.isrc);
    track.spotifyUri ??= own(play.spotifyUri);
    this.#listens.push({
      trackId: track.id,
      artistId: track.artistId,
      startMs: play.startMs,
      playedMs: play.playedMs,
      completion: play.completion,
      skipped: play.skipped,
      source: play.source,
    });
    return track;
  }

  /** The track of these names, made at its first mention; its spelling is the first one. */
  track(artist: string, title: string): Facts {
    const name = `${artist}\u0000${title}`;
    const seen = this.#byName.get(name);
    if (seen !== undefined) return seen;
    const id = trackItem(artist, title);
    const known = this.#tracks.get(id);
    if (known !== undefined) {
      this.#byName.set(name, known);
      return known;
    }
    const { id: artistId, name: artistName } = this.artist(artist);
    const track: Facts = { id, title: ownCopy(title), artist: artistName, artistId };
    this.#tracks.set(id, track);
    this.#byName.set(ownCopy(name), track);
    return track;
  }

  artist(name: string): NamedArtist {
    const id = artistItem(name);
    const known = this.#artists.get(id);
    if (known !== undefined) return known;
    const artist = { id, name: ownCopy(name) };
    this.#artists.set(id, artist);
    return artist;
  }

  finish(): {
    listens: Listen[];
    tracks: NamedTrack[];
    artists: NamedArtist[];
    duplicates: number;
  } {
    const { plays, duplicates } = onePlayEach(this.#listens, (listen) => {
      return this.#tracks.get(listen.trackId)?.durationMs;
    });
    return {
      listens: plays,
      tracks: [...this.#tracks.values()],
      artists: [...this.#artists.values()],
      duplicates,
    };
  }
}

function own(text: string | undefined): string | undefined {
  return text === undefined ? undefined : ownCopy(text);
}
