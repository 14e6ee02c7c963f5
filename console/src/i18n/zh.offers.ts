import type en from './en.offers.ts'
import type { Words } from './words.ts'
import offers from './zh/offers.ts'

export default { ...offers } satisfies Words<typeof en>
