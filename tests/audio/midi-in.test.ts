import { expect, test } from "vitest";
import { told } from "../../src/audio/midi-in";

test.each([
  ["note on", [0x90, 60, 100], ["press 60"]],
  ["note on, another channel", [0x95, 61, 1], ["press 61"]],
  ["note on without velocity", [0x90, 60, 0], ["release 60"]],
  ["note off", [0x80, 60, 64], ["release 60"]],
  ["a controller", [0xb0, 64, 127], []],
  ["nothing", [], []],
])("%s", (_, bytes, expected) => {
  const heard: string[] = [];
  told(new Uint8Array(bytes), {
    onPress: (pitch) => heard.push(`press ${pitch}`),
    onRelease: (pitch) => heard.push(`release ${pitch}`),
  });
  expect(heard).toEqual(expected);
});
