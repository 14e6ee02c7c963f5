import { z } from '@hono/zod-openapi'
import type { Label, Manifest } from '../../contract/manifest.ts'
import { reachOf } from '../web/near.ts'
import { anyJson } from '../web/schemas.ts'

const label = z.object({ en: z.string(), zh: z.string() })

/** A kind of channel, as data. */
export const kind = z
  .object({
    kind: z.string(),
    label,
    runtime: z.enum(['edge', 'node']),
    official: z.boolean(),
    docs: z.string(),
    cost: label.optional(),
    hosted: z.boolean(),
    reach: z.enum(['public', 'private']).nullable().openapi({
      description: 'Whether the platform can call us at the address that we have; null: it does not call',
    }),
    fields: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['secret', 'text', 'choice', 'hook-url', 'egress', 'qr']),
        label,
        help: label.optional(),
        choices: z.array(z.object({ value: z.string(), label })).optional(),
        optional: z.boolean().optional(),
      }),
    ),
    settings: z.array(z.object({ name: z.string(), kind: z.enum(['switch', 'text']), label, help: label.optional() })),
    surfaces: z.record(z.string(), anyJson),
  })
  .openapi('ChannelKind')

const known = ({ en, zh }: Label): Label => ({ en, zh })

/** Where a connection is held open, the platform calls only if the kind asks for an address. */
const isCalled = ({ hosted, runtime, fields }: Manifest): boolean =>
  !hosted && (runtime === 'edge' || fields.some(({ kind }) => kind === 'hook-url'))

/** A manifest without its code. */
export function kindView(manifest: Manifest, publicUrl: string): z.infer<typeof kind> {
  const { cost, fields, settings = [], surfaces, hosted, credentials: _schema, maxBody: _limit, ...rest } = manifest
  return {
    ...rest,
    hosted: hosted ?? false,
    reach: isCalled(manifest) ? reachOf(publicUrl) : null,
    fields: fields.map(({ label, ...field }) => ({ ...field, label: known(label) })) as z.infer<typeof kind>['fields'],
    settings: settings.map(({ help, ...setting }) => ({ ...setting, ...(help && { help }) })),
    surfaces: JSON.parse(JSON.stringify(surfaces)) as z.infer<typeof kind>['surfaces'],
    ...(cost ? { cost } : {}),
  }
}
