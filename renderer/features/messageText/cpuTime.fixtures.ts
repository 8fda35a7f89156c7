/** Milliseconds of this process' own work, the least of `tries`: what the machine does besides does not count. */
export function leastCpuMs(run: () => unknown, tries = 3): number {
  const took = Array.from({ length: tries }, () => {
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  });
  return Math.min(...took);
}
