@echo off
chcp 65001 >nul
rem 지역 언론 기사 보관함을 이 사용자에게만 설치하고 브라우저에서 처음 설정을 엽니다. 관리자 권한은 쓰지 않습니다.
setlocal
set "PLACE=%LOCALAPPDATA%\local-news-archive"
set "FOLDER=%USERPROFILE%\Documents\뉴스"
set "PYTHON=py -3"
%PYTHON% --version >nul 2>nul || set "PYTHON=python"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11, 5))" 2>nul
if errorlevel 1 goto nopython

echo 설치합니다. 몇 분 걸립니다.
%PYTHON% -m venv "%PLACE%\venv" || goto failed
"%PLACE%\venv\Scripts\python.exe" -m pip install --quiet --upgrade "%~dp0..\.." || goto failed
if not exist "%FOLDER%" mkdir "%FOLDER%"
cd /d "%FOLDER%" || goto failed
"%PLACE%\venv\Scripts\news.exe" desk --shortcut || goto failed
if exist "%USERPROFILE%\Desktop" copy /y "지역언론 데스크.cmd" "%USERPROFILE%\Desktop" >nul
"%PLACE%\venv\Scripts\news.exe" desk
pause
exit /b 0

:nopython
echo 파이썬 3.11.5 이상이 필요합니다. https://www.python.org/downloads/ 에서 받거나, 이 창에 아래를 칩니다.
echo     winget install Python.Python.3.12
pause
exit /b 1

:failed
echo 설치하지 못했습니다. 위의 글을 그대로 알려 주십시오.
pause
exit /b 1
