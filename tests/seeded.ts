import fc from "fast-check";

/*
 * Property tests draw the same inputs in every run, so that a run says something of the change and
 * not of the draw. The long tests (REFRAIN_LONG) draw anew each time; what they find gets a test.
 */
if (process.env["REFRAIN_LONG"] !== "1") fc.configureGlobal({ seed: 20_261_123 });
