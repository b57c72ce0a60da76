/** Waits for the end of something, but no longer than so many ms; what fails then has nobody to tell. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = new Promise(resolve => setTimeout(resolve, ms).unref());
  await Promise.race([work.catch(() => undefined), late]);
}
