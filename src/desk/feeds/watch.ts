import { z } from 'zod'

const said = z.object({ watch: z.array(z.string().max(300)).max(8) })

/** The lists that a console says it shows; undefined where it says something else. */
export function watchOf(text: string): string[] | undefined {
  try {
    return said.safeParse(JSON.parse(text)).data?.watch
  } catch {
    return undefined
  }
}
