"""Tries the HTML page in headless Chromium, by keyboard too, and prints what it found as JSON.

    page.py FILE [PICTURE]
"""
import json, pathlib, sys

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

options = webdriver.ChromeOptions()
for word in ("--headless=new", "--no-sandbox", "--window-size=1280,1600", "--host-resolver-rules=MAP * ~NOTFOUND"):
    options.add_argument(word)
options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
out = {}
try:
    driver.get(pathlib.Path(sys.argv[1]).resolve().as_uri())
    if len(sys.argv) > 2:
        driver.save_screenshot(sys.argv[2] + "-top.png")
    out["sections"] = len(driver.find_elements(By.CSS_SELECTOR, "section"))
    out["charts"] = len(driver.find_elements(By.CSS_SELECTOR, "svg[role=img][aria-label]"))

    # filter
    box = driver.find_element(By.ID, "f-t-facts")
    box.send_keys("技术合同 江西省")
    rows = driver.find_elements(By.CSS_SELECTOR, "#t-facts tbody tr")
    out["filtered"] = sum(r.is_displayed() for r in rows)
    out["count"] = driver.find_element(By.ID, "n-t-facts").text
    box.clear()
    box.send_keys(" ")

    # sort by value, by keyboard
    head = next(h for h in driver.find_elements(By.CSS_SELECTOR, "#t-investment th") if "投资额" in h.text)
    driver.execute_script("arguments[0].scrollIntoView({block:'center'})", head)
    head.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    at = driver.find_elements(By.CSS_SELECTOR, "#t-investment th").index(head)
    out["sort"] = head.get_attribute("aria-sort")
    out["sorted"] = [r.find_elements(By.TAG_NAME, "td")[at].text for r in driver.find_elements(By.CSS_SELECTOR, "#t-investment tbody tr")]

    # a figure, clicked
    link = next(a for a in driver.find_elements(By.CSS_SELECTOR, "#t-investment a[data-fact]") if "30.00亿" in a.text)
    driver.execute_script("arguments[0].scrollIntoView({block:'center'})", link)
    link.click()
    dialog = driver.find_element(By.ID, "evidence-dialog")
    out["open"] = dialog.is_displayed()
    out["mark"] = dialog.find_element(By.TAG_NAME, "mark").text
    out["paragraphs"] = len(dialog.find_elements(By.CSS_SELECTOR, ".body p"))
    if len(sys.argv) > 2:
        driver.save_screenshot(sys.argv[2] + "-evidence.png")
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    out["closed"] = not dialog.is_displayed()
    out["focus"] = driver.switch_to.active_element == link

    # and by keyboard alone
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    out["byKeyboard"] = dialog.is_displayed()
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    out["closedByKeyboard"] = not dialog.is_displayed()
    if len(sys.argv) > 2:
        driver.execute_script("document.getElementById('s-overview').scrollIntoView()")
        driver.save_screenshot(sys.argv[2] + "-overview.png")
        driver.execute_script("document.getElementById('s-implied').scrollIntoView()")
        driver.save_screenshot(sys.argv[2] + "-implied.png")
    out["errors"] = [e["message"] for e in driver.get_log("browser")]
finally:
    driver.quit()
print(json.dumps(out, ensure_ascii=False))
