/** What a connected keyboard tells: a key pressed, or let go. */
export interface MidiKeys {
  readonly onPress: (pitch: number) => void;
  readonly onRelease: (pitch: number) => void;
}

export interface MidiInputs {
  /** Names of the keyboards that are heard; empty when none is connected. */
  readonly names: readonly string[];
  close(): void;
}

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;

/** Whether this browser lets a page hear keyboards at all. */
export function hasMidi(): boolean {
  return "requestMIDIAccess" in navigator;
}

/**
 * Listens to every connected keyboard; to be called from a press.
 * @throws DOMException when the person or the system refuses
 */
export async function openMidi(keys: MidiKeys): Promise<MidiInputs> {
  const access = await navigator.requestMIDIAccess();
  const inputs = [...access.inputs.values()];
  for (const input of inputs) input.onmidimessage = ({ data }) => told(data, keys);
  return {
    names: inputs.map(({ name }) => name ?? ""),
    close: () => {
      for (const input of inputs) input.onmidimessage = null;
    },
  };
}

/** Reads one message; a note-on of velocity 0 lets go, as many keyboards send it. */
export function told(data: Uint8Array | null, { onPress, onRelease }: MidiKeys): void {
  const [status = 0, pitch, velocity = 0] = data ?? [];
  if (pitch === undefined) return;
  const kind = status & 0xf0;
  if (kind === NOTE_ON && velocity > 0) onPress(pitch);
  else if (kind === NOTE_ON || kind === NOTE_OFF) onRelease(pitch);
}
