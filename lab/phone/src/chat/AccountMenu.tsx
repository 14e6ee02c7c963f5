import { AlignJustify } from 'lucide-react'
import type { ChatView, MenuEntry, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { MenuButton, MenuItem } from '../parts/Menu.tsx'
import { useWords } from '../words.ts'

const style = 'flex w-full items-center justify-center gap-1.5 px-1 py-2.5 text-[13.5px] text-sheet-ink hover:bg-wash'

/** The account's own menu; an entry with entries opens upwards. */
export function AccountMenu({ phone, chat, entries }: { phone: Phone; chat: ChatView; entries: MenuEntry[] }) {
  const { t } = useWords(phone.platform)
  const choose = ({ key }: MenuEntry): void => void act(phone, 'menu', { chat: chat.id, key })
  return (
    <div role="group" aria-label={t('accountMenu')} className="flex border-t border-rule bg-sheet">
      {entries.map((entry, index) => (
        <div key={entry.key} className="min-w-0 flex-1 border-l border-rule first:border-l-0">
          {entry.entries === undefined || entry.entries.length === 0 ? (
            <button type="button" onClick={() => choose(entry)} className={style}>
              <span className="truncate">{entry.label}</span>
            </button>
          ) : (
            <MenuButton
              label={entry.label}
              className={style}
              menuClassName={`bottom-full mb-1.5 w-40 text-center ${index === entries.length - 1 ? 'right-1' : 'left-1'}`}
              face={
                <>
                  <AlignJustify aria-hidden size={12} className="shrink-0" />
                  <span className="truncate">{entry.label}</span>
                </>
              }
            >
              {(close) =>
                entry.entries?.map((one) => (
                  <MenuItem
                    key={one.key}
                    onChoose={() => {
                      close()
                      choose(one)
                    }}
                  >
                    {one.label}
                  </MenuItem>
                ))
              }
            </MenuButton>
          )}
        </div>
      ))}
    </div>
  )
}
