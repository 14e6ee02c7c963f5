import { BotApiError } from './errors.ts'

export interface Upload {
  name: string
  mime: string
  bytes: Uint8Array
}

/** Telegram takes at most 50 MB in a request, and a little for the form around it. */
const maxBody = 50 * 1024 * 1024 + 64 * 1024

/** The parameters of a call, from wherever they came: query, form, JSON or multipart. Read the way the server reads them. */
export class Args {
  readonly values: Readonly<Record<string, unknown>>
  readonly #files: ReadonlyMap<string, Upload>

  constructor(values: Record<string, unknown>, files: ReadonlyMap<string, Upload> = new Map()) {
    this.values = values
    this.#files = files
  }

  static async read(request: Request): Promise<Args> {
    const values: Record<string, unknown> = Object.fromEntries(new URL(request.url).searchParams)
    const files = new Map<string, Upload>()
    if (request.method === 'GET' || request.body === null) return new Args(values)
    if (Number(request.headers.get('content-length') ?? 0) > maxBody) throw new BotApiError(413, 'Request Entity Too Large')
    const type = request.headers.get('content-type') ?? ''
    if (type.startsWith('application/json')) Object.assign(values, await json(request))
    else if (type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')) {
      for (const [key, value] of await request.formData()) {
        if (typeof value === 'string') values[key] = value
        else files.set(key, { name: value.name, mime: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
      }
    }
    return new Args(values, files)
  }

  text(name: string): string {
    const value = this.values[name]
    if (typeof value === 'string') return value
    return value === undefined || value === null ? '' : JSON.stringify(value)
  }

  /** Not a number: `fallback`. Out of range: the nearest end. */
  int(name: string, fallback = 0, min = -Infinity, max = Infinity): number {
    const number = Number.parseInt(this.text(name).trim(), 10)
    return Math.min(max, Math.max(min, Number.isNaN(number) ? fallback : number))
  }

  number(name: string): number | undefined {
    const text = this.text(name).trim()
    return text === '' ? undefined : Number.parseFloat(text) || 0
  }

  bool(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** A structured parameter: JSON text in a form, the thing itself in a JSON body. Undefined when absent; throws `SyntaxError`. */
  structure(name: string): unknown {
    const value = this.values[name]
    if (typeof value !== 'string') return value ?? undefined
    return value === '' ? undefined : (JSON.parse(value) as unknown)
  }

  file(name: string): Upload | undefined {
    return this.#files.get(name)
  }

  /** For the journal: files by name and size. */
  summary(): unknown {
    const files = [...this.#files].map(([key, file]) => [key, `${file.name} (${file.bytes.length} bytes)`] as const)
    return { ...this.values, ...Object.fromEntries(files) }
  }
}

async function json(request: Request): Promise<object> {
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null) return body
  } catch {
    // falls through to the answer the server gives
  }
  throw new BotApiError(400, "Bad Request: can't parse JSON object")
}
