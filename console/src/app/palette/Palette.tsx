import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Menu } from 'react-aria-components/Menu'
import { Input, SearchField } from 'react-aria-components/SearchField'
import { MenuItem, MenuSection } from '../../ui/Menu.tsx'
import { useFirst } from '../../ui/useFirst.ts'
import { useFound } from './useFound.ts'

/** Everything that can be done here, found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const groups = useFound(words).filter(({ items }) => items.length > 0)
  const first = useFirst(words.trim() === '' ? undefined : groups[0]?.items[0]?.run, (run) => {
    onClose()
    // What it opens takes the focus after this has given it back.
    setTimeout(run)
  })
  return (
    <ModalOverlay
      isDismissable
      isOpen
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 flex animate-fade items-start justify-center bg-scrim p-3 pt-[12dvh]"
    >
      <Modal className="w-full max-w-xl animate-rise outline-none">
        <Dialog
          aria-label={t('commands.palette')}
          className="flex max-h-[min(70dvh,32rem)] flex-col overflow-hidden rounded-2xl border border-line bg-raised shadow-dialog outline-none"
        >
          <Autocomplete inputValue={words} onInputChange={setWords}>
            <SearchField
              aria-label={t('commands.palette')}
              autoFocus
              onSubmit={first.onSubmit}
              className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4"
            >
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Input
                placeholder={t('help.find')}
                className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-none">
              <Menu
                aria-label={t('commands.palette')}
                className="p-1.5 outline-none"
                renderEmptyState={() => <p className="py-8 text-center text-sm text-muted">{t('help.nothing')}</p>}
              >
                {groups.map(({ id, items }) => (
                  <MenuSection key={id} title={t(`help.${id}`)}>
                    {items.map(({ id: item, icon, title, keys, run }) => (
                      <MenuItem
                        key={item}
                        id={item}
                        {...(icon && { icon })}
                        label={title}
                        {...(keys !== '' && { shortcut: keys })}
                        onAction={() => first.take(run)}
                      />
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
