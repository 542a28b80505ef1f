/* Shows the card of the figure that is pointed at or has the focus, and lights up what belongs to it. The cards
 * themselves stand in the page, so that all of it can be read without this script. */
'use strict';
(() => {
  const text = document.getElementById('text'), pop = document.getElementById('pop');
  // A sheet at the bottom, a card beside the text that hides none of it, and between them one below the figure.
  const NARROW = window.matchMedia('(max-width: 40rem)'), WIDE = window.matchMedia('(min-width: 76rem)');
  const LINGER = 180; // ms between leaving a figure and closing, so that the pointer can reach the card
  const REST = 90; // ms on another figure before its card takes over, so that one may pass over it
  const EDGE = 16; // px between a card and the window
  let from = null, kept = false, timer = 0;

  const markOf = target => target instanceof Element ? target.closest('#text .m, #text .n') : null;

  function light(mark) {
    for (const old of document.querySelectorAll('.on')) old.classList.remove('on');
    if (!mark) return;
    mark.classList.add('on');
    if (mark.dataset.o)
      for (const one of document.querySelectorAll(`#text [data-o~="${mark.dataset.o}"]`)) one.classList.add('on');
  }

  function reason(mark) {
    const why = document.createElement('p'), quote = document.createElement('q');
    why.className = 'why';
    quote.lang = 'vi';
    quote.textContent = mark.textContent;
    why.append(quote, ' is no figure: ', mark.dataset.why || 'a rule of the tables in use');
    if (!mark.dataset.rule) return [why];
    const rule = document.createElement('p'), code = document.createElement('code');
    rule.className = 'rule';
    code.textContent = mark.dataset.rule;
    rule.append(code);
    return [why, rule];
  }

  function card(mark) {
    const copy = document.getElementById('o' + mark.dataset.o).cloneNode(true);
    copy.removeAttribute('id');
    return [copy];
  }

  function closer() {
    const button = document.createElement('button');
    button.className = 'close';
    button.type = 'button';
    button.textContent = '×';
    button.setAttribute('aria-label', 'Close');
    button.addEventListener('click', () => close(true));
    return button;
  }

  /* The sheet at the bottom must not hide the figure that it is about. */
  function uncover(mark) {
    const hidden = mark.getBoundingClientRect().bottom + 32 - (window.innerHeight - pop.offsetHeight);
    if (hidden > 0) window.scrollBy(0, hidden);
  }

  function beside(mark) {
    const lowest = document.documentElement.clientHeight - pop.offsetHeight - EDGE;
    return [text.getBoundingClientRect().right + 48, Math.max(EDGE, Math.min(mark.getBoundingClientRect().top - 24, lowest))];
  }

  function under(mark) {
    const rects = mark.getClientRects(), first = rects[0], last = rects[rects.length - 1], page = document.documentElement;
    const below = last.bottom + 10, above = first.top - 10 - pop.offsetHeight;
    return [Math.max(EDGE, Math.min(first.left - 24, page.clientWidth - pop.offsetWidth - EDGE)),
      below + pop.offsetHeight <= page.clientHeight || above < 0 ? below : above];
  }

  function place(mark) {
    pop.classList.toggle('sheet', NARROW.matches);
    pop.style.left = pop.style.top = '';
    if (NARROW.matches) { uncover(mark); return; }
    const [left, top] = WIDE.matches ? beside(mark) : under(mark);
    pop.style.left = `${left + window.scrollX}px`;
    pop.style.top = `${top + window.scrollY}px`;
  }

  function show(mark, keep) {
    clearTimeout(timer);
    if (mark === from) { kept ||= keep; return; }
    from?.removeAttribute('aria-describedby');
    from = mark;
    kept = keep;
    pop.replaceChildren(closer(), ...(mark.dataset.o ? card(mark) : reason(mark)));
    pop.hidden = false;
    pop.scrollTop = 0;
    mark.setAttribute('aria-describedby', 'pop');
    light(mark);
    place(mark);
  }

  function close(back) {
    clearTimeout(timer);
    if (!from) return;
    const mark = from;
    from.removeAttribute('aria-describedby');
    from = null;
    kept = false;
    const inside = pop.contains(document.activeElement);
    pop.hidden = true;
    pop.replaceChildren();
    light(null);
    if (back && inside) { mark.focus({preventScroll: true}); close(false); }
  }

  function leave() {
    clearTimeout(timer);
    if (!kept && !WIDE.matches) timer = setTimeout(() => close(false), LINGER);
  }

  text.addEventListener('pointerover', event => {
    const mark = event.pointerType === 'touch' ? null : markOf(event.target);
    if (!mark || (kept && from)) return;
    clearTimeout(timer);
    if (from && from !== mark) timer = setTimeout(() => show(mark, false), REST);
    else show(mark, false);
  });
  text.addEventListener('pointerout', event => { if (event.pointerType !== 'touch' && markOf(event.target)) leave(); });
  pop.addEventListener('pointerenter', () => clearTimeout(timer));
  pop.addEventListener('pointerleave', event => { if (event.pointerType !== 'touch') leave(); });
  /* A press gives the focus before it is a click: to show the sheet then would put it under the finger. */
  text.addEventListener('focusin', event => {
    const mark = markOf(event.target);
    if (mark && mark.matches(':focus-visible')) show(mark, true);
  });
  document.addEventListener('focusout', event => {
    if (from && event.relatedTarget && event.relatedTarget !== from && !pop.contains(event.relatedTarget)) close(false);
  });
  document.addEventListener('click', event => {
    const mark = markOf(event.target);
    if (mark) { event.preventDefault(); show(mark, true); }
    else if (!pop.contains(event.target)) close(false);
    else if (event.target.closest('a')) close(false);
  });

  /* The arrows go from numeral to numeral, those that were left out too, which Tab passes by. */
  function step(by) {
    const all = [...text.querySelectorAll('.m, .n')], next = all[all.indexOf(markOf(document.activeElement)) + by];
    next?.focus();
    return Boolean(next);
  }
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') close(true);
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by && markOf(document.activeElement) && step(by)) event.preventDefault();
  });
  window.addEventListener('resize', () => { if (from) place(from); });
  document.documentElement.classList.add('js');
})();
