import { EgressFault } from '../ports/egress.ts'

/**
 * The same answer, whose body breaks with `EgressFault` when it brings nothing for `stallMs` while somebody reads it, or is not
 * whole `bodyMs` after the first read. No timer is left behind, read or unread: at the edge a pending one keeps the desk from sleeping.
 */
export function limitBody(response: Response, { stallMs, bodyMs }: { stallMs: number; bodyMs: number }): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  let end: number | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        end ??= Date.now() + bodyMs
        const { done, value } = await piece(reader, Math.min(stallMs, end - Date.now())).catch(async (error: unknown) => {
          // Closes the connection of a body that goes on; one that broke has none.
          await reader.cancel().catch(() => {})
          throw error
        })
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers })
}

/** The next piece, or a fault when it is not here within `ms`. */
async function piece(reader: ReadableStreamDefaultReader<Uint8Array>, ms: number): Promise<ReadableStreamReadResult<Uint8Array>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EgressFault('broken', true, 'the answer took too long')), ms)
  })
  try {
    return await Promise.race([late, reader.read()])
  } catch (cause) {
    throw cause instanceof EgressFault ? cause : new EgressFault('broken', true, String(cause), { cause })
  } finally {
    clearTimeout(timer)
  }
}
