/** What a call carries: JSON, or a form whose objects are written as JSON and whose files are bytes. Undefined for anything else. */
export async function bodyOf(request: Request): Promise<unknown> {
  try {
    if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return JSON.parse(await request.text()) as unknown
    const fields = [...(await request.formData())].map(async ([name, value]): Promise<[string, unknown]> => [name, await fieldOf(value)])
    return Object.fromEntries(await Promise.all(fields))
  } catch {
    return undefined
  }
}

async function fieldOf(value: File | string): Promise<unknown> {
  if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer())
  return /^[{[]/.test(value) ? (JSON.parse(value) as unknown) : value
}

/** For the journal: a file's bytes are not worth keeping. */
export function summary(body: unknown): object {
  if (typeof body !== 'object' || body === null) return {}
  if ('file_image' in body && body.file_image instanceof Uint8Array) return { ...body, file_image: `${body.file_image.length} bytes` }
  return 'file_data' in body ? { ...body, file_data: `${String(body.file_data).length} characters` } : body
}
