/** Whether the long forms run, as in `npm run test:long`. */
export const isLong = process.env['SOTOPIA_PI_LONG'] !== undefined;

/** For tests of many inputs (ms). */
export const longTimeout = isLong ? 600_000 : 20_000;
