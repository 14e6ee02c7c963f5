import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import { precompress } from '../scripts/precompress.ts'

const server = 'http://localhost:8787'

/** React Aria brings its words in 30 languages; the console speaks two. */
const twoLanguages: Plugin = {
  name: 'two-languages',
  load: {
    filter: { id: /react-aria\/dist\/private\/intl\/\w+\/(?!en-US|zh-CN)[a-z]{2}-[A-Z]{2}\.mjs$/ },
    handler: () => 'export default {}',
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), twoLanguages, precompress()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes only with a dependency: stays in browsers' caches over releases.
            {
              name: 'framework',
              test: /node_modules[\\/](react|react-dom|scheduler|i18next|@tanstack[\\/](?!(react|core)-virtual|virtual)[\w-]+)[\\/]/,
            },
            // All that the first screen is made of, and no more.
            { name: 'inbox', tags: ['$initial'] },
            // What several of the later parts share: one file instead of one for each icon and each small module.
            { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|@internationalized)/, minShareCount: 8 },
            { name: 'parts', test: /lucide-react|console[\\/]src[\\/]/, minShareCount: 8 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true }, '/widget.js': server } },
})
