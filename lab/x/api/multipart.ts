/**
 * The parts of a multipart body, each as bytes. Clients such as twitter-api-v2 send a file without a name, which `Request.formData()`
 * takes for text and spoils.
 */
export function multipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1]
  if (boundary === undefined) return parts
  const mark = Buffer.from(`\r\n--${boundary}`)
  // The first mark has no line before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body])
  for (let start = whole.indexOf(mark); start >= 0;) {
    const end = whole.indexOf(mark, start + mark.length)
    const blank = whole.indexOf('\r\n\r\n', start)
    if (end < 0 || blank < 0 || blank > end) break
    const name = /name="([^"]*)"/i.exec(whole.toString('utf8', start, blank))?.[1]
    if (name !== undefined) parts.set(name, whole.subarray(blank + 4, end))
    start = end
  }
  return parts
}
