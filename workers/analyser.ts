import { hear } from "../src/compose/motif/hear";
import { audioFeatures } from "../src/features/audio";
import { scoreFeatures } from "../src/features/score";
import { ANALYSIS_RATE_HZ } from "../src/features/analysis-rate";
import { writeFeatures } from "../src/library/features";
import { openLibrary } from "../src/library/open";
import { readScore } from "../src/library/songs";
import type { AnalyserApi } from "../src/rpc/contracts/analyser";
import { serve } from "../src/rpc/serve";

const library = openLibrary();

serve<AnalyserApi>({
  hear: ({ samples, rateHz }) => hear(samples, rateHz),

  measureSound: async ({ trackId, channels }) => {
    const durationMs = Math.round((1000 * (channels[0]?.length ?? 0)) / ANALYSIS_RATE_HZ);
    const features = audioFeatures(channels);
    await writeFeatures(await library, trackId, features, durationMs > 0 ? durationMs : undefined);
  },

  measureScores: async ({ pieces }, { signal, progress }) => {
    for (const [done, { trackId, scoreId }] of pieces.entries()) {
      signal.throwIfAborted();
      const row = await readScore(await library, scoreId);
      await writeFeatures(await library, trackId, row ? scoreFeatures(row.score) : {});
      progress({ share: (done + 1) / pieces.length });
    }
  },
});
