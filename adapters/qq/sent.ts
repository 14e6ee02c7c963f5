import type { Sent } from '../../src/contract/adapter.ts'
import { object, text } from '../../src/contract/read.ts'
import type { Answer } from './api.ts'
import { AUDITED } from './codes.ts'
import { codeOf } from './faults.ts'
import { auditRef } from './ref.ts'

/** What came of a message. `pending`: a censor looks at it, and an event will tell (`readAudit`). */
export function sentOf(answer: Answer): Sent {
  const audit = object<{ audit_id: string }>(object<{ message_audit: unknown }>(answer['data'])?.message_audit)
  const auditId = text(audit?.audit_id) ?? text(answer['audit_id'])
  if (auditId) return { externalId: auditRef(auditId), state: 'pending' }
  const externalId = text(answer['id'])
  const state = AUDITED.has(codeOf(answer) ?? 0) ? 'pending' : 'sent'
  return externalId ? { externalId, state } : { state }
}
