/** What the lock screen and the headset's keys may ask for. */
export interface MediaControls {
  play(): void;
  pause(): void;
  /** @param sec  of the piece */
  seek(sec: number): void;
  positionSec(): number;
  next?: (() => void) | undefined;
  previous?: (() => void) | undefined;
}

/** What is told about a piece outside of the page. */
export interface About {
  readonly title: string;
  readonly artist?: string;
  readonly album?: string;
  readonly picture?: Blob;
}

const SEEK_STEP_SEC = 10;
/** The address of the picture that is shown, given back when another takes its place. */
let shownPicture: string | undefined;

/** Shows the piece on the lock screen and takes its keys; does nothing where there is no Media Session. */
export function announce(about: About, controls: MediaControls): void {
  const session = mediaSession();
  if (session === undefined) return;
  const { title, artist = "", album = "", picture } = about;
  releasePicture();
  if (picture) shownPicture = URL.createObjectURL(picture);
  const artwork = shownPicture && picture ? [{ src: shownPicture, type: picture.type }] : [];
  session.metadata = new MediaMetadata({ title, artist, album, artwork });
  const step = (direction: number) => (details: MediaSessionActionDetails) =>
    controls.seek(controls.positionSec() + direction * (details.seekOffset ?? SEEK_STEP_SEC));
  on(session, "play", () => controls.play());
  on(session, "pause", () => controls.pause());
  on(session, "stop", () => controls.pause());
  on(session, "seekto", ({ seekTime }) => controls.seek(seekTime ?? 0));
  on(session, "seekforward", step(1));
  on(session, "seekbackward", step(-1));
  on(session, "nexttrack", controls.next ?? null);
  on(session, "previoustrack", controls.previous ?? null);
}

export function showPlayback(
  state: MediaSessionPlaybackState,
  at: { readonly positionSec: number; readonly lengthSec: number; readonly rate: number },
): void {
  const session = mediaSession();
  if (session === undefined) return;
  session.playbackState = state;
  if (at.lengthSec <= 0) return;
  session.setPositionState?.({
    duration: at.lengthSec,
    position: Math.min(at.lengthSec, Math.max(0, at.positionSec)),
    playbackRate: at.rate,
  });
}

/** Takes back everything that `announce` set. */
export function withdraw(): void {
  const session = mediaSession();
  if (session === undefined) return;
  session.metadata = null;
  releasePicture();
  session.playbackState = "none";
  session.setPositionState?.();
  for (const action of ACTIONS) on(session, action, null);
}

function releasePicture(): void {
  if (shownPicture !== undefined) URL.revokeObjectURL(shownPicture);
  shownPicture = undefined;
}

const ACTIONS: readonly MediaSessionAction[] = [
  "play",
  "pause",
  "stop",
  "seekto",
  "seekforward",
  "seekbackward",
  "nexttrack",
  "previoustrack",
];

function on(
  session: MediaSession,
  action: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // A browser that does not know an action throws; the others still work.
  }
}

function mediaSession(): MediaSession | undefined {
  return "mediaSession" in navigator ? navigator.mediaSession : undefined;
}
