import { sha256Hex } from "../base/sha256";
import { SAMPLE_RATE_HZ, type Bank, type BankSample } from "./bank";

interface ManifestSample {
  readonly pitch: number;
  readonly file: string;
  readonly sha256: string;
}

/** Why the recorded piano could not be used. */
export class SamplesError extends Error {
  override readonly name = "SamplesError";
}

/**
 * The recorded piano: its samples are fetched, checked against the manifest's SHA-256 and decoded
 * when a piece first needs them, and kept for the next.
 */
export class RecordedPiano {
  private manifest: Promise<readonly ManifestSample[]> | undefined;
  private readonly decoded = new Map<string, Promise<BankSample>>();

  /** @param folder  address of the samples, with a slash at its end */
  constructor(private readonly folder: string) {}

  /**
   * A bank with the samples nearest to the pitches.
   * @throws SamplesError when a sample is missing, spoiled or cannot be decoded; the next call tries again
   */
  async bank(pitches: Iterable<number>): Promise<Bank> {
    this.manifest ??= this.readManifest();
    try {
      const all = await this.manifest;
      const needed = new Set([...pitches].map((pitch) => nearestOf(all, pitch)));
      const samples = await Promise.all([...needed].map((sample) => this.sample(sample)));
      return { samples, gain: 1, releaseSec: 0.07 };
    } catch (error) {
      this.manifest = undefined;
      this.decoded.clear();
      throw error instanceof SamplesError ? error : new SamplesError(String(error));
    }
  }

  private sample(sample: ManifestSample): Promise<BankSample> {
    const known = this.decoded.get(sample.file) ?? this.decode(sample);
    this.decoded.set(sample.file, known);
    return known;
  }

  private async decode({ pitch, file, sha256 }: ManifestSample): Promise<BankSample> {
    const bytes = await this.get(file).then((answer) => answer.arrayBuffer());
    if ((await sha256Hex(new Uint8Array(bytes))) !== sha256)
      throw new SamplesError(`${file} is not as published.`);
    const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE_HZ);
    return { pitch, samples: (await decoder.decodeAudioData(bytes)).getChannelData(0) };
  }

  private async readManifest(): Promise<readonly ManifestSample[]> {
    const { samples } = (await (await this.get("manifest.json")).json()) as {
      samples?: readonly ManifestSample[];
    };
    if (!Array.isArray(samples) || samples.length === 0) {
      throw new SamplesError("The list of samples is empty.");
    }
    return samples;
  }

  private async get(file: string): Promise<Response> {
    const answer = await fetch(this.folder + file);
    if (!answer.ok) throw new SamplesError(`${file}: ${answer.status}`);
    return answer;
  }
}

function nearestOf(samples: readonly ManifestSample[], pitch: number): ManifestSample {
  return samples.reduce((best, sample) =>
    Math.abs(sample.pitch - pitch) < Math.abs(best.pitch - pitch) ? sample : best,
  );
}
