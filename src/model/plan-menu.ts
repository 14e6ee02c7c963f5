import type { MenuPart } from './content.ts'
import type { Button, Loss, Plan, Refusal } from './outgoing.ts'
import { joinLines, planText, withLoss } from './plan-text.ts'
import type { Surface } from './surface.ts'
import { measure, shorten } from './text.ts'

/** Labels up to this long share a line where all of them fit on one. */
const SHORT = 4

/** A menu as buttons below its prompt, where the surface has them and they fit; as numbered lines otherwise. */
export function planMenu(menu: MenuPart, part: number, surface: Surface): Plan | Refusal {
  if (menu.options.length === 0) return planText(menu.prompt, [], part, surface)
  const losses: Loss[] = []
  const buttons = menu.prompt.trim() === '' ? null : layOut(menu, part, surface, losses)
  if (!buttons) {
    const lines = menu.options.map((option, index) => `${index + 1}. ${option.label}`)
    return withLoss(planText(joinLines([menu.prompt, ...lines]), [], part, surface), { code: 'buttons-as-text', part })
  }
  return losses.reduce(withLoss, planText(menu.prompt, [], part, surface, buttons))
}

function layOut(menu: MenuPart, part: number, surface: Surface, losses: Loss[]): Button[][] | null {
  const limits = surface.buttons
  if (!limits || menu.options.length > limits.rows * limits.perRow) return null
  if (limits.text !== undefined && measure(menu.prompt, surface.text.unit) > limits.text) return null
  const buttons: Button[] = []
  for (const { id, label } of menu.options) {
    const line = label.trim().replaceAll(/\s+/g, ' ') || id
    const shown = shorten(line, limits.label, surface.text.unit)
    if (shown.trim() === '' || id === '' || measure(id, 'byte') > limits.data) return null
    if (shown !== line) losses.push({ code: 'label-cut', part, option: id })
    buttons.push({ id, label: shown })
  }
  const inOneLine = buttons.length <= limits.perRow && buttons.every(({ label }) => label.length <= SHORT)
  const perRow = inOneLine ? buttons.length : Math.ceil(buttons.length / limits.rows)
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) => buttons.slice(row * perRow, (row + 1) * perRow))
}
