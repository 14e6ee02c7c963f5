import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Settings } from '../settings/settings.ts'
import { HOUSE_RULES, type HouseRules } from '../web/rights.ts'
import type { Acting } from '../web/roles.ts'

/** What admins have decided about what agents may. */
export interface House {
  rules(): HouseRules
  change(by: Acting, change: { [Name in keyof HouseRules]?: HouseRules[Name] | undefined }): Promise<void>
}

const KEY = 'rights'

export function createHouse({ commit }: Pick<Kit, 'commit'>, { settings, log }: { settings: Settings; log: LogRoom }): House {
  const rules = (): HouseRules => ({ ...HOUSE_RULES, ...(settings.get(KEY) as Partial<HouseRules> | undefined) })
  return {
    rules,
    change: (by, change) =>
      commit(() => {
        const next = { ...rules(), ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) }
        settings.put(KEY, next)
        log.append({ type: 'rights.updated', actor: `agent:${by.id}`, data: next })
      }),
  }
}
