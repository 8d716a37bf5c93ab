const form = document.getElementById("filters");
const facts = [...document.querySelectorAll(".facts li[data-relation]")];
const verdictOf = Object.fromEntries(facts.map(fact => [fact.id, fact.dataset.verdict]));
const marks = [...document.querySelectorAll("mark[data-facts]")];

function filter() {
  const wanted = new FormData(form), verdicts = wanted.getAll("verdict"), shown = new Set();
  const fits = (name, value) => !wanted.get(name) || wanted.get(name) === value;
  for (const fact of facts) {
    const { relation, verdict, cause } = fact.dataset;
    fact.hidden = !(verdicts.includes(verdict) && fits("relation", relation) && fits("cause", cause));
    if (!fact.hidden) shown.add(fact.id);
  }
  for (const mark of marks)
    mark.className = mark.dataset.facts.split(" ").filter(id => shown.has(id)).map(id => verdictOf[id]).join(" ");
  for (const ref of document.querySelectorAll(".text .ref")) ref.hidden = !shown.has(ref.hash.slice(1));
  for (const article of document.querySelectorAll("article"))
    article.hidden = shown.size < facts.length && !article.querySelector("li[data-relation]:not([hidden])");
  document.getElementById("count").textContent = `${shown.size} of ${facts.length} facts`;
}

function light(event) {
  const fact = event.target.closest("li[data-relation]")?.id ?? event.target.closest(".text .ref")?.hash.slice(1);
  for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  if (fact) for (const mark of document.querySelectorAll(`mark[data-facts~="${fact}"]`)) mark.classList.add("lit");
}

form.hidden = false;
form.addEventListener("change", filter);
form.addEventListener("submit", event => event.preventDefault());
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
filter(); // a browser may have kept the choices of the last visit
