const encoder = new TextEncoder()

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function equalText(given: string, secret: string): boolean {
  const [a, b] = [encoder.encode(given), encoder.encode(secret)]
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}
