/** Why there is no picture: it was not allowed, or there is no camera that can be used. */
export type CameraFault = "refused" | "absent";

/** The camera of this device, on only from when it is asked for until it is stopped. */
export class Camera {
  stream = $state.raw<MediaStream | undefined>();
  fault = $state.raw<CameraFault | undefined>();
  /** True while the browser asks the person. */
  asking = $state(false);

  /** Counts starts and stops: a camera that is allowed only after a stop is not wanted any more. */
  #turn = 0;

  async start(): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.fault = undefined;
    this.asking = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
      if (turn === this.#turn) this.stream = stream;
      else end(stream);
    } catch (error) {
      if (turn === this.#turn) this.fault = faultOf(error);
    } finally {
      if (turn === this.#turn) this.asking = false;
    }
  }

  stop(): void {
    this.#turn++;
    if (this.stream) end(this.stream);
    this.stream = undefined;
    this.asking = false;
  }
}

/** The one that looks away from the person; a full card is small print for 640 × 480. */
const wanted: MediaTrackConstraints = {
  facingMode: "environment",
  width: { ideal: 1_920 },
  height: { ideal: 1_080 },
};

function end(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}

function faultOf(error: unknown): CameraFault {
  const refused = error instanceof DOMException && error.name === "NotAllowedError";
  return refused ? "refused" : "absent";
}
