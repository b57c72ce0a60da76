/** A browser's storage for a test, in memory; its keys are its own properties, as in a browser. */
export function memoryStorage(): Storage {
  const storage: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => storage[key] ?? null,
    setItem: (key: string, text: string) => void (storage[key] = text),
    removeItem: (key: string) => void delete storage[key]
  };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(storage, name, { value, enumerable: false, configurable: true });
  return storage as unknown as Storage;
}

/** One that takes nothing more. */
export function fullStorage(): Storage {
  const setItem = () => {
    throw new Error('The quota has been exceeded.');
  };
  return Object.defineProperty(memoryStorage(), 'setItem', { value: setItem, enumerable: false });
}
