/* Loaded before a measured program: leaves what it used in the file that SOTOPIA_PI_PROBE names. */
const { writeFileSync } = require('node:fs');

const began = performance.now();
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = {
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024
  };
  writeFileSync(process.env.SOTOPIA_PI_PROBE, JSON.stringify(used));
});
