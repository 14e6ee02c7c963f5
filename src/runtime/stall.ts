import { EgressFault } from '../ports/egress.ts'

/**
 * The same answer, whose body breaks with `EgressFault` when it brings nothing for `ms` while somebody reads it. No timer is
 * left behind, read or unread: at the edge a pending one keeps the desk from sleeping.
 */
export function limitStalls(response: Response, ms: number): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await within(reader.read(), ms).catch(async (error: unknown) => {
          // Closes the connection of a body that stalls; one that broke has none.
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

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EgressFault('broken', true, `the answer stopped for ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    throw cause instanceof EgressFault ? cause : new EgressFault('broken', true, String(cause), { cause })
  } finally {
    clearTimeout(timer)
  }
}
