// Before the first paint: the sign that scripts run, and the theme. A page that holds a figure can say which one
// (?theme=dark, light, or auto, which is the system's); else it is the one that the reader chose here.
document.documentElement.classList.add('js');
try {
  const asked = /[?&]theme=(light|dark|auto)(&|$)/.exec(location.search);
  const theme = asked ? asked[1] : localStorage.getItem('theme');
  if (theme && theme !== 'auto') document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme.
}
