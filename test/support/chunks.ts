/** A text as a stream of chunks of so many UTF-16 units; one chunk unless a size is given. */
export async function* chunks(text: string, size = text.length || 1): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}
