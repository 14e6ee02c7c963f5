/** The part of an address behind the `?`, as the API has it too: a name once or several times, every value a text. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) found[name] = name in found ? [found[name] ?? [], value].flat() : value
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    for (const one of [value].flat())
      if (typeof one === 'string' || typeof one === 'number' || one === true) params.append(name, String(one))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
