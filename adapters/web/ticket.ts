import { z } from 'zod'
import type { MediaFacts } from '../../src/model/content.ts'
import { pack, unpack } from './sign.ts'
import { visitorId } from './token.ts'

const VERSION = 'u1'

const ticket = z.strictObject({
  visitor: visitorId,
  file: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  mime: z.string(),
  bytes: z.int().nonnegative(),
  name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  seconds: z.number().optional(),
})

/** A file as it was found when it was uploaded. */
export interface Upload extends MediaFacts {
  /** Id of the stored file. */
  file: string
}

/**
 * What an upload gives the visitor to name the file by: who uploaded it, and what it was found to be. Nobody can send
 * another's file or call it something else, and the desk need not be asked.
 */
export const mintTicket = (secret: string, visitor: string, upload: Upload): Promise<string> =>
  pack(secret, VERSION, { visitor, ...upload })

/** The uploaded file, or null when the ticket is not ours or is another visitor's. */
export async function readTicket(secrets: readonly string[], text: string, visitor: string): Promise<Upload | null> {
  const { data } = ticket.safeParse(await unpack(secrets, VERSION, text))
  if (!data || data.visitor !== visitor) return null
  const { visitor: _, ...upload } = data
  return upload as Upload
}
