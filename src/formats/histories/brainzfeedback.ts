import { numberField, textField } from "../text/fields";
import { eachJsonObject } from "../text/json";
import type { RowSink } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { rateable } from "../text/times";
import type { EpochMs } from "../../base/time";

/** Love or hate of a recording, which only its ids name. */
export interface BrainzFeedback {
  readonly recordings: readonly string[];
  /** Stars: 5 for love, 1 for hate. */
  readonly value: number;
  readonly timeMs?: EpochMs | undefined;
}

/**
 * feedback.jsonl of a ListenBrainz export: {recording_msid, recording_mbid, score 1 | −1 | 0,
 * created (seconds)}. A score of 0 takes an earlier one back.
 */
export async function readBrainzFeedback(
  source: ByteSource,
  context: ReadContext,
  sink: RowSink<BrainzFeedback>,
): Promise<void> {
  await eachJsonObject(source, context, {
    broken: (row, reason) => sink.reject(row, reason),
    entry: (entry, row) => {
      const score = numberField(entry, "score");
      if (score === 0) return sink.skip("unrated");
      if (score !== 1 && score !== -1) {
        return sink.reject(row, `"score" is neither 1 (love) nor -1 (hate).`);
      }
      const mbid = textField(entry, "recording_mbid");
      const msid = textField(entry, "recording_msid");
      const recordings = [mbid, msid].filter((id) => id !== undefined);
      if (recordings.length === 0) return sink.reject(row, "The id of the recording is missing.");
      const createdMs = Math.trunc(numberField(entry, "created") ?? 0) * 1000;
      const timeMs = rateable(createdMs, context.nowMs) ? createdMs : undefined;
      sink.accept({ recordings, value: score === 1 ? 5 : 1, timeMs }, row);
    },
  });
}
