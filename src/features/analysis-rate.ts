/** The rate at which the sound of a track is looked at, in Hz; the filters are made for it alone. */
export const ANALYSIS_RATE_HZ = 22_050;
