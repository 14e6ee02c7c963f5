/** Waits until `condition` gives something, looking again after each turn of the event loop. Throws after `within` ms. */
export async function until<T>(condition: () => T | Promise<T>, what = 'the condition', within = 10_000): Promise<NonNullable<T>> {
  const end = performance.now() + within
  for (;;) {
    const result = await condition()
    if (result) return result as NonNullable<T>
    if (performance.now() > end) throw new Error(`waited ${within} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
