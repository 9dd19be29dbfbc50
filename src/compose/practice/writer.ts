import type { StepDevice } from "../../nn/step-device";
import { composeMelodies } from "../melody/compose";
import type { Form } from "../melody/forms";
import { MelodyNetwork } from "../melody/network";
import { DrawWatch } from "./draw-watch";
import type { PracticeParts } from "./practise";

/** How the app draws by default. */
const TEMPERATURE = 0.9;

/** Writes for practice as the app writes: forms drawn from the books, one draft of each tune. */
export function practiceWriter(device: StepDevice, forms: readonly Form[]): PracticeParts["write"] {
  return async (weights, { seed, count, signal }) => {
    const network = new MelodyNetwork(device, weights, count);
    const watch = new DrawWatch();
    try {
      const options = { temperature: TEMPERATURE, topP: 1, cache: watch, signal };
      const melodies = await composeMelodies(network, forms, { seed, count }, options);
      return melodies.map(({ events, given, score }) => {
        const { controls, places } = watch.of(events);
        return { events, given, score, controls, drawn: places };
      });
    } finally {
      network.dispose();
    }
  };
}
