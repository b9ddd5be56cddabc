import {type Line, segment} from '../components/line.js';
import type {DrawContext, PanelData} from '../panels/panel.js';
import {countPresence} from '../panels/presence-panel.js';
import {statusTone} from '../panels/status-tone.js';

/** How many agents are in each status, the largest first, in one line; what nobody knows comes last. */
export function presenceStrip({agents}: PanelData, {glyphs}: DrawContext): Line {
  if (!agents || agents.agents.length === 0) return [segment('Agents are not known yet', 'dim')];
  const counts = countPresence(agents).filter(({count}) => count > 0);
  const listed = counts.filter(({status}) => status !== null).sort((a, b) => b.count - a.count);
  const others = counts.filter(({status}) => status === null);
  return [...listed, ...others].flatMap(
    ({status, name, count, doubtful, atLeast}, index): Line => [
      segment(index > 0 ? ` ${glyphs.dot} ` : '', 'dim'),
      segment(`${name} `, status ? statusTone(status) : 'warn'),
      segment(atLeast === null ? String(count) : `${glyphs.atLeast}${atLeast}`, 'title'),
      segment(
        status && atLeast === null && doubtful >= 0.5 ? ` ${glyphs.plusMinus}${Math.round(doubtful)}` : '',
        'warn',
      ),
    ],
  );
}
