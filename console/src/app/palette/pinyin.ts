import { match } from 'pinyin-pro'
import type { SoundsLike } from './match.ts'

/** `jxyw`, `jiexia` or `jie xia` for 接下一位, and so on for every sound that a character may have. Large: only for those who type so. */
export const soundsLike: SoundsLike = (title, typed) => /^[a-z]+$/.test(typed) && match(title, typed, { continuous: true }) !== null
